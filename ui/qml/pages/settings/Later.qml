import QtQuick

// A card made in the time that frames leave over, so that its page is there at once.
Loader {
    readonly property string title: item ? item.title : ""

    asynchronous: true
}
