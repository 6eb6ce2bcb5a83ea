using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Catalog;

/// <summary>Tells the problems of a configuration, to people and to programs.</summary>
public static class ConfigReport
{
    /// <summary>For people: severity, code, <c>file:line</c>, path, message and hint, and a sum as the last line.</summary>
    public static string Text(LoadedConfig config)
    {
        var text = new StringBuilder();
        foreach (var problem in config.Problems)
        {
            var severity = problem.Severity == ConfigSeverity.Error ? "error" : "warning";
            var at = problem.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(config.Source.Path)}:{problem.Line}") : Path.GetFileName(config.Source.Path);
            text.Append(CultureInfo.InvariantCulture, $"{severity} {problem.Code} {at}");
            text.AppendLine(problem.Path.Length > 0 ? $" {Printable(problem.Path)}" : "");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Printable(problem.Message)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Printable(problem.Hint)}");
        }

        var errors = config.Problems.Count(problem => problem.Severity == ConfigSeverity.Error);
        return text.AppendLine(CultureInfo.InvariantCulture, $"{errors} errors, {config.Problems.Count - errors} warnings").ToString();
    }

    /// <summary>For programs: <c>{"valid":…,"problems":[{"code","path","line","severity","message","hint"}]}</c>.</summary>
    public static string Json(LoadedConfig config)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid", !config.HasErrors);
            writer.WriteStartArray("problems");
            foreach (var problem in config.Problems)
            {
                writer.WriteStartObject();
                writer.WriteString("code", problem.Code);
                writer.WriteString("path", problem.Path);
                writer.WriteNumber("line", problem.Line);
                writer.WriteString("severity", problem.Severity == ConfigSeverity.Error ? "error" : "warning");
                writer.WriteString("message", problem.Message);
                writer.WriteString("hint", problem.Hint);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The exit status of a check: 0 clean, 1 errors, or warnings when <paramref name="isStrict"/>; 2 is for wrong usage and given by the caller.</summary>
    public static int ExitCode(LoadedConfig config, bool isStrict) => config.HasErrors || (isStrict && config.Problems.Count > 0) ? 1 : 0;

    /// <summary>A document's own text must not steer a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
