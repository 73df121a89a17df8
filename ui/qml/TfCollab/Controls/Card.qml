import QtQuick
import QtQuick.Layouts
import TfCollab.Theme

// A titled group on the surface colour; children stand below one another.
Rectangle {
    id: card

    property string title: ""
    property string note: ""
    default property alias body: column.data
    property alias spacing: column.spacing

    radius: Theme.radius * 1.5
    color: Theme.surface
    border.width: 1
    border.color: Theme.rule
    implicitWidth: column.implicitWidth + 2 * Theme.pad
    implicitHeight: column.implicitHeight + 2 * Theme.pad
    Accessible.role: Accessible.Grouping
    Accessible.name: title
    ColumnLayout {
        id: column
        anchors {
            fill: parent
            margins: Theme.pad
        }
        spacing: Theme.gap * 1.5
        AppText {
            Layout.fillWidth: true
            text: card.title
            visible: text !== ""
            font.pixelSize: Theme.large
            font.weight: Font.DemiBold
        }
        AppText {
            Layout.fillWidth: true
            text: card.note
            visible: text !== ""
            color: Theme.muted
        }
    }
}
