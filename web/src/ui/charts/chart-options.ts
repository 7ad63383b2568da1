import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { usePreferredReducedMotion } from "@vueuse/core";
import { useTheme } from "vuetify";

/** A chart with one horizontal and one vertical axis. */
export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption>;

interface AxisOption {
  axisLabel?: object;
}

/**
 * Gives a chart the colours and type of the current theme. Series take their colours in the order accent, info, warning,
 * muted, unless they name their own. The tooltip is drawn on the canvas: our pages allow no inline styles.
 */
export function useChartColours() {
  const theme = useTheme();
  const motion = usePreferredReducedMotion();

  function colour(name: string): string {
    return String(theme.current.value.colors[name]);
  }

  function apply(option: ChartOption): ChartOption {
    const [x, y] = [(option.xAxis ?? {}) as AxisOption, (option.yAxis ?? {}) as AxisOption];
    const label = { color: colour("muted"), fontSize: 12 };
    const axis = {
      axisLine: { lineStyle: { color: colour("outline") } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour("line") } },
      nameTextStyle: { color: colour("muted") },
    };
    return {
      animation: motion.value !== "reduce",
      animationDuration: 200,
      color: ["primary", "info", "warning", "muted"].map(colour),
      textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif", color: colour("on-surface") },
      grid: { left: 4, right: 56, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      ...option,
      xAxis: { ...axis, splitLine: { show: false }, ...x, axisLabel: { ...label, ...x.axisLabel } },
      yAxis: { ...axis, axisLine: { show: false }, ...y, axisLabel: { ...label, ...y.axisLabel } },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        backgroundColor: colour("surface-variant"),
        borderWidth: 0,
        padding: [6, 8],
        textStyle: { color: colour("on-surface-variant"), fontSize: 12 },
        ...option.tooltip,
      },
    };
  }

  return { apply, colour };
}
