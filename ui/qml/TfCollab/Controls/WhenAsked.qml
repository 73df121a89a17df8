import QtQuick

// What is only made when it is asked for, so that its page is there at once: a page's dialogs.
Loader {
    id: later

    // the dialogs, made by now
    function made() {
        active = true;
        return item;
    }

    active: false
    // takes no room in a layout; what is in it lies above the window
    visible: false
}
