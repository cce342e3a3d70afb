// The two charts of 驾驶舱. Their numbers come from the table below each: one source, and the page reads without script.
(function () {
  if (!window.echarts) return
  var ink = '#1b2430', ink2 = '#4a5665', blue = '#0f4c81', orange = '#c2570c', other = '#6485a6'
  var font = '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
  var label = { color: ink2, fontSize: 13, fontFamily: font }
  function number(cell) { return parseFloat(cell.textContent.replace(/,/g, '')) || 0 }
  function read(box) {
    var table = box.closest('.card').querySelector('table')
    return {
      head: [].map.call(table.querySelectorAll('thead th'), function (cell) { return cell.textContent }),
      rows: [].map.call(table.querySelectorAll('tbody tr'), function (row) {
        return { name: row.querySelector('th').textContent, data: [].map.call(row.querySelectorAll('td'), number) }
      })
    }
  }
  function axes(head, gap) {
    return {
      xAxis: { type: 'category', data: head, boundaryGap: gap, axisLine: { lineStyle: { color: '#7a8696' } }, axisTick: { show: false }, axisLabel: label },
      yAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: label, splitLine: { lineStyle: { color: '#e3e8ee' } } }
    }
  }
  function line(row, color, dash, symbol, above) {
    return {
      name: row.name, type: 'line', data: row.data, symbol: symbol, symbolSize: 8, itemStyle: { color: color },
      lineStyle: { color: color, width: 2.5, type: dash },
      endLabel: { show: true, formatter: '{a} {c}', color: color, fontSize: 13, fontWeight: 600, offset: [2, above] }
    }
  }
  var kinds = {
    months: function (table) {
      var last = table.rows[0].data.length - 1, isUnder = table.rows[0].data[last] < table.rows[1].data[last]
      return Object.assign(axes(table.head, table.head.length < 2), {
        grid: { left: 40, right: 76, top: 18, bottom: 30 },
        series: [
          line(table.rows[0], blue, 'solid', 'circle', isUnder ? 8 : -8),
          line(table.rows[1], orange, [6, 4], 'rect', isUnder ? -8 : 8)
        ]
      })
    },
    work: function (table, box) {
      var told = +box.dataset.told
      return Object.assign(axes(table.head, true), {
        grid: { left: 40, right: 8, top: 24, bottom: 30 },
        series: [{
          type: 'bar', barWidth: '56%', label: { show: true, position: 'top', color: ink, fontSize: 13 },
          data: table.rows[0].data.map(function (value, i) { return { value: value, itemStyle: { color: i < told ? blue : other } } })
        }]
      })
    }
  }
  document.querySelectorAll('[data-chart]').forEach(function (box) {
    box.classList.add('drawn')
    box.setAttribute('role', 'img')
    box.setAttribute('aria-label', box.dataset.label)
    var chart = window.echarts.init(box, null, { renderer: 'svg' })
    var option = kinds[box.dataset.chart](read(box), box)
    chart.setOption(Object.assign({ animation: false, textStyle: { fontFamily: font, color: ink, fontSize: 13 } }, option))
    window.addEventListener('resize', function () { chart.resize() })
  })
})()
