import QtQuick
import QtQuick.Layouts
import TfCollab.Theme

// A control with its name above it and, if need be, an explanation below.
ColumnLayout {
    id: labelled

    property string label: ""
    property string note: ""
    property bool wrong: false
    default property alias body: holder.data

    spacing: Theme.gap / 2
    AppText {
        Layout.fillWidth: true
        text: labelled.label
        color: Theme.muted
        font.pixelSize: Theme.small
    }
    RowLayout {
        id: holder
        Layout.fillWidth: true
        spacing: Theme.gap
    }
    AppText {
        Layout.fillWidth: true
        text: labelled.note
        visible: text !== ""
        color: labelled.wrong ? Theme.danger : Theme.faint
        font.pixelSize: Theme.small
    }
}
