//! Reading events of older versions (design 4: the two previous ones are accepted).
