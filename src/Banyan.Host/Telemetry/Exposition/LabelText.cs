using System.Text;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry.Exposition;

/// <summary>Labels as both text formats write them, without braces. An empty value is no label.</summary>
internal static class LabelText
{
    private const int MostValueLength = 200;

    public static byte[] Of(IReadOnlyList<string> names, in LabelSet labels)
    {
        var text = new StringBuilder();
        for (var i = 0; i < names.Count; i++)
        {
            if (labels.At(i) is { Length: > 0 } value)
            {
                text.Append(text.Length > 0 ? "," : "").Append(names[i]).Append("=\"");
                Escape(text, value.AsSpan(0, Math.Min(value.Length, MostValueLength)));
                text.Append('"');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Escape(StringBuilder text, ReadOnlySpan<char> value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(char.IsControl(letter) ? ' ' : letter),
            };
        }
    }
}
