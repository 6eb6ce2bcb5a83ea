using System.Globalization;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>One call of the recorded trace of conversations.</summary>
/// <param name="At">Seconds since the first.</param>
/// <param name="Input">Tokens in.</param>
/// <param name="Output">Tokens out.</param>
internal sealed record TraceCall(double At, int Input, int Output)
{
    /// <summary>The calls of the trace, in order.</summary>
    public static IReadOnlyList<TraceCall> Read(int most)
    {
        var rows = File.ReadLines(TestFiles.Find("routing", "AzureLLMInferenceTrace_conv.csv")).Skip(1).Take(most).Select(line => line.Split(',')).ToList();
        var first = Time(rows[0][0]);
        return [.. rows.Select(row => new TraceCall((Time(row[0]) - first).TotalSeconds, int.Parse(row[1], CultureInfo.InvariantCulture), int.Parse(row[2], CultureInfo.InvariantCulture)))];
    }

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
