using System.Text.Json;
using System.Text.RegularExpressions;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Takes out of what is written down what nobody who reads it later needs: secrets by their form and by their member's name, e-mails, card and account numbers.</summary>
internal static partial class Redaction
{
    private const string Gone = "[redacted]";
    private const int MostKept = 32 * 1024, MostDepth = 32;

    private static readonly string[] SecretNames = ["password", "passwd", "secret", "token", "apikey", "authorization", "credential", "privatekey", "ssn", "iban", "cardnumber", "cvv"];

    /// <summary>A redacted copy; what is too large to keep is only counted.</summary>
    public static JsonElement Of(JsonElement value)
    {
        var size = value.GetRawText().Length;
        return size > MostKept
            ? ToolOutput.Of(writer => writer.WriteNumber("notKeptCharacters", size)).Output!.Value
            : ToolOutput.Write(writer => Write(writer, value, 0));
    }

    /// <summary>A redacted text.</summary>
    public static string Of(string text) =>
        Numbers().Replace(Emails().Replace(Secrets().Replace(text, Gone), Gone), Gone);

    /// <summary>At most so many characters.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    private static void Write(Utf8JsonWriter writer, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < MostDepth:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    WriteMember(writer, member, depth);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when depth < MostDepth:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Of(Text(value)));
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                writer.WriteStringValue(Gone);
                break;
            default:
                WriteNumber(writer, value);
                break;
        }
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member, int depth)
    {
        writer.WritePropertyName(Of(member.Name));
        var name = member.Name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && SecretNames.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)))
        {
            writer.WriteStringValue(Gone);
        }
        else
        {
            Write(writer, member.Value, depth + 1);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && Numbers().IsMatch(value.GetRawText()))
        {
            writer.WriteStringValue(Gone);
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private static string Text(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Gone; // half a surrogate pair
        }
    }

    [GeneratedRegex(@"\b(?:byn_(?:live|test)_[A-Za-z0-9_]{8,}|sk-[A-Za-z0-9_-]{12,}|whsec_[A-Za-z0-9+/=]{8,}|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[A-Z0-9]{12,}|AIza[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*|[Bb]earer [A-Za-z0-9._~+/=-]{8,})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Secrets();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Emails();

    [GeneratedRegex(@"(?<![0-9A-Za-z.])(?:[0-9](?:[ -]?[0-9]){12,18}|[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![0-9A-Za-z])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Numbers();
}
