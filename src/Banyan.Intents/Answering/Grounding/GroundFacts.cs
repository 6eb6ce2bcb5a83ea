using System.Globalization;
using System.Text.Json;

namespace Banyan.Intents.Answering.Grounding;

/// <summary>Everything an answer may speak of: numbers, dates and words of the results and of the conversation.</summary>
internal sealed class GroundFacts
{
    private readonly HashSet<decimal> _numbers = [];
    private readonly HashSet<DateOnly> _dates = [];
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes in words people or programs wrote.</summary>
    public void Add(string text)
    {
        foreach (var token in GroundTokens.Read(text))
        {
            switch (token.Kind)
            {
                case GroundTokenKind.Number:
                    _numbers.Add(token.Number);
                    break;
                case GroundTokenKind.Date:
                    _dates.Add(token.Date);
                    break;
                default:
                    _words.Add(token.Text);
                    break;
            }
        }

        foreach (var word in text.Split([' ', '\n', '\t', ',', '.', ';', ':', '!', '?', '(', ')', '"', '“', '”', '/', '_', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            _words.Add(word.Trim('\'', '’'));
        }
    }

    /// <summary>Takes in a result: its scalars, and how long its lists are.</summary>
    public void Add(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Add(Templates.ValueWords.Name(member.Name));
                    Add(member.Value);
                }

                break;
            case JsonValueKind.Array:
                _numbers.Add(value.GetArrayLength());
                foreach (var element in value.EnumerateArray())
                {
                    Add(element);
                }

                break;
            case JsonValueKind.Number:
                _numbers.Add(value.GetDecimal());
                break;
            case JsonValueKind.String:
                Add(value.GetString()!);
                Add(Templates.ValueWords.Of(value, null));
                break;
        }
    }

    /// <summary>Whether a number is among the facts, to the precision it is told with.</summary>
    public bool Has(decimal number) => _numbers.Contains(number) || _numbers.Any(known => Math.Round(known, Scale(number)) == number && Scale(number) > 0);

    /// <summary>Whether a day is among the facts.</summary>
    public bool Has(DateOnly day) => _dates.Contains(day);

    /// <summary>Whether a word is among the facts.</summary>
    public bool Has(string word) => _words.Contains(word) || _words.Contains(word.TrimEnd('s')) || (decimal.TryParse(word, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Has(number));

    private static int Scale(decimal number) => (decimal.GetBits(number)[3] >> 16) & 0x7F;
}
