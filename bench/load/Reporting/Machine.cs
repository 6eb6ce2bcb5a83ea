using System.Runtime.InteropServices;

namespace Banyan.Load.Reporting;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor";
        var cores = File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));
        var load = File.ReadAllText("/proc/loadavg").Split(' ');
        return $"{model}, {cores} cores, {RuntimeInformation.FrameworkDescription}, load average of the machine {load[0]} {load[1]} {load[2]} when it ended";
    }
}
