import QtQuick
import TfCollab.Theme
import TfCollab.Controls

// Longer, shorter or automatic exposure of the camera, where it lets itself be set.
Row {
    id: step

    property var exposure: ({})

    visible: (exposure.has ?? false) && !exposure.refused
    spacing: Theme.gap / 2
    AppText {
        height: Theme.target
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.NoWrap
        color: Theme.muted
        text: qsTr("Exposure")
    }
    AppButton {
        objectName: "exposureLess"
        text: "−"
        Accessible.name: qsTr("Expose shorter")
        onClicked: app.exam.step_exposure(-1)
    }
    AppButton {
        objectName: "exposureMore"
        text: "+"
        Accessible.name: qsTr("Expose longer")
        onClicked: app.exam.step_exposure(1)
    }
    AppButton {
        objectName: "exposureAutomatic"
        text: qsTr("Automatic")
        checked: (step.exposure.value ?? null) === null
        Accessible.name: qsTr("Automatic exposure")
        onClicked: app.exam.step_exposure(0)
    }
}
