import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

Card {
    id: card

    readonly property var cameras: {
        const names = Array.from(app.cameras.found).map(one => one.name), held = app.settings.capture.camera;
        return held === "" || names.includes(held) ? names : names.concat([held]);
    }
    readonly property var providers: ["auto", "cpu", "openvino", "cuda", "tensorrt"]

    title: qsTr("Camera and computing")
    note: qsTr("A camera gives what it can of this; the exam screen shows what it gave.")
    Component.onCompleted: app.cameras.look()
    Flow {
        Layout.fillWidth: true
        spacing: Theme.pad * 2
        Labelled {
            label: qsTr("Camera")
            AppChoice {
                objectName: "camera"
                label: qsTr("Camera")
                model: [
                    {
                        "text": qsTr("The first there is"),
                        "value": ""
                    }
                ].concat(card.cameras.map(name => ({
                        "text": name,
                        "value": name
                    })))
                currentIndex: card.cameras.indexOf(app.settings.capture.camera) + 1
                onActivated: app.settings.set("capture", "camera", currentValue)
            }
        }
        NumberSetting {
            section: "capture"
            name: "width"
            label: qsTr("Width")
            unit: qsTr("px")
        }
        NumberSetting {
            section: "capture"
            name: "height"
            label: qsTr("Height")
            unit: qsTr("px")
        }
        NumberSetting {
            section: "capture"
            name: "fps"
            label: qsTr("Frames a second")
        }
        NumberSetting {
            section: "capture"
            name: "exposure"
            label: qsTr("Exposure")
            optional: true
            note: qsTr("The camera's own number; empty for automatic.")
        }
        Labelled {
            label: qsTr("Computes on")
            AppChoice {
                objectName: "provider"
                label: qsTr("Computes on")
                model: card.providers.map(code => ({
                            "text": code === "auto" ? qsTr("The best there is") : Words.provider(code),
                            "value": code
                        }))
                currentIndex: card.providers.indexOf(app.settings.capture.provider)
                onActivated: app.settings.set("capture", "provider", currentValue)
            }
        }
    }
}
