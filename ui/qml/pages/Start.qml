import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

FocusScope {
    id: page

    ColumnLayout {
        anchors.centerIn: parent
        spacing: Theme.pad
        AppText {
            text: qsTr("Start")
            font.pixelSize: Theme.heading
        }
    }
}
