// What of ECharts 驾驶舱 uses: lines, bars, axes, drawn as SVG. VENDOR.md says how echarts.js is made of it.
import { init, use } from 'echarts/core'
import { LineChart, BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'
use([LineChart, BarChart, GridComponent, SVGRenderer])
globalThis.echarts = { init }
