import QtQuick
import TfCollab.Theme
import TfCollab.Controls

// Always in sight: what comes in, what is analysed, how late it is shown, and what computes.
Flow {
    id: rates

    property var rates: ({})

    spacing: Theme.gap
    component Figure: Row {
        property string name: ""
        property string value: ""
        spacing: Theme.gap / 2
        rightPadding: Theme.gap
        Accessible.role: Accessible.StaticText
        Accessible.name: name + ": " + value
        Text {
            text: parent.name
            color: Theme.faint
            font.pixelSize: Theme.small
        }
        Text {
            text: parent.value
            color: Theme.text
            font.pixelSize: Theme.small
            font.features: {
                "tnum": 1
            }
        }
    }
    Figure {
        objectName: "inputRate"
        name: qsTr("Input")
        value: qsTr("%1 frames/s").arg((rates.rates.input ?? 0).toFixed(1))
    }
    Figure {
        name: qsTr("Analysed")
        value: qsTr("%1 frames/s").arg((rates.rates.analysed ?? 0).toFixed(1))
    }
    Figure {
        name: qsTr("Delay")
        value: rates.rates.delay_ms === undefined || rates.rates.delay_ms === null ? "–" : qsTr("%1 ms").arg(rates.rates.delay_ms.toFixed(0))
    }
    Figure {
        name: qsTr("Not analysed")
        value: String(rates.rates.dropped ?? 0)
    }
    Figure {
        name: qsTr("Computes")
        value: Words.provider(rates.rates.provider) || "–"
    }
    Figure {
        visible: rates.width > 420 * Theme.scale
        name: qsTr("Picture")
        value: rates.rates.size || "–"
    }
}
