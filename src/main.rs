//! Entry point of the app.

fn main() {
    yanxi_app::app::mount();
}
