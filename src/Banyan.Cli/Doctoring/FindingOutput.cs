using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Doctoring;

/// <summary>Shows findings: a line each, with the remedy below, or one JSON object.</summary>
internal static class FindingOutput
{
    public static void Line(TextWriter writer, Paint paint, Finding finding)
    {
        var word = finding.State switch
        {
            FindingState.Ok => paint.Green("ok  "),
            FindingState.Warn => paint.Yellow("warn"),
            FindingState.Fail => paint.Red("fail"),
        };
        writer.WriteLine($"{word}  {finding.Name,-8} {Printable.Line(finding.Message)}");
        if (finding.Remedy.Length > 0)
        {
            writer.WriteLine($"               {Printable.Line(finding.Remedy)}");
        }

        writer.Flush();
    }

    public static string Json(IReadOnlyList<Finding> findings) => JsonLine.Write(writer => Write(writer, findings));

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("ok", findings.All(finding => finding.State != FindingState.Fail));
        writer.WriteStartArray("checks");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", finding.Name);
            writer.WriteString("state", finding.State switch { FindingState.Ok => "ok", FindingState.Warn => "warn", FindingState.Fail => "fail" });
            writer.WriteString("message", finding.Message);
            writer.WriteString("remedy", finding.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
