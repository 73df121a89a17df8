import QtQuick

// A card that its page makes after the first frame, one a frame, so that the page is there at once. At a stroke each:
// what is made in pieces complains where its page is left meanwhile.
Loader {
    readonly property string title: item ? item.title : ""

    active: false
}
