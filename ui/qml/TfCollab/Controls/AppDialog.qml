import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic
import TfCollab.Theme

// A question or a small form in the middle of the window. Buttons go into `buttons`.
Popup {
    id: dialog

    property string title: ""
    property alias buttons: row.data
    default property alias body: column.data
    property real wantedWidth: 520 * Theme.scale
    // Escape was pressed where it does not close by itself
    signal escaped

    function toTop() {
        pane.contentY = 0;
    }

    parent: Overlay.overlay
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape
    width: Math.min(wantedWidth, parent ? parent.width - 2 * Theme.pad : wantedWidth)
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.pad : implicitHeight)
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - height) / 2) : 0
    padding: Theme.pad * 1.5
    implicitHeight: topPadding + bottomPadding + heading.implicitHeight + Theme.pad * 2 + column.implicitHeight + row.implicitHeight

    Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    background: Rectangle {
        radius: Theme.radius * 1.5
        color: Theme.surface
        border.color: Theme.rule
    }
    contentItem: FocusScope {
        focus: true
        Keys.onEscapePressed: event => {
            event.accepted = dialog.closePolicy === Popup.NoAutoClose;
            if (event.accepted)
                dialog.escaped();
        }
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.title
        AppText {
            id: heading
            width: parent.width
            text: dialog.title
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
        }
        ScrollPane {
            id: pane
            // into the margins, where there is room for focus rings and the scroll bar
            anchors {
                left: parent.left
                right: parent.right
                top: heading.bottom
                bottom: row.top
                leftMargin: -Theme.gap / 2
                rightMargin: -Theme.pad
                topMargin: Theme.pad
                bottomMargin: Theme.pad
            }
            ColumnLayout {
                id: column
                x: Theme.gap / 2
                width: pane.width - Theme.pad - Theme.gap / 2
                spacing: Theme.pad
            }
        }
        Flow {
            id: row
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            layoutDirection: Qt.RightToLeft
            spacing: Theme.gap
        }
    }
}
