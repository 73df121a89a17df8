import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The cameras by their names, the one that was used last first; which one is chosen is remembered.
ColumnLayout {
    id: list

    readonly property string last: app.settings.capture.camera
    readonly property var found: {
        const all = Array.from(app.cameras.found);
        return all.filter(one => one.name === last).concat(all.filter(one => one.name !== last));
    }
    signal chosen(int number, string name)

    spacing: Theme.gap
    Component.onCompleted: app.cameras.look()
    Repeater {
        model: list.found
        AppButton {
            required property var modelData
            required property int index
            objectName: "camera" + index
            Layout.fillWidth: true
            kind: index === 0 ? "primary" : "plain"
            text: modelData.name
            onClicked: {
                app.settings.set("capture", "camera", modelData.name);
                list.chosen(modelData.number, modelData.name);
            }
        }
    }
    AppText {
        objectName: "noCamera"
        Layout.fillWidth: true
        visible: app.cameras.looked && list.found.length === 0
        color: Theme.muted
        text: qsTr("No camera was found. Check its cable, then look again.")
    }
    AppButton {
        objectName: "lookAgain"
        text: qsTr("Look again")
        onClicked: app.cameras.look()
    }
}
