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
            anchors {
                left: parent.left
                right: parent.right
                top: heading.bottom
                bottom: row.top
                topMargin: Theme.pad
                bottomMargin: Theme.pad
            }
            ColumnLayout {
                id: column
                width: parent.width
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
