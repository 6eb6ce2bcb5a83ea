using System.Globalization;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Finds comparisons with numbers: <c>under $50</c>, <c>more than 2 items</c>, <c>the total is over 100</c>.</summary>
internal static class CompareAtoms
{
    /// <summary>The comparison said at a token; null when none is.</summary>
    public static Atom? At(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        var compared = Comparators.At(tokens, i);
        var at = i + (compared?.Count ?? 0);
        if (at >= tokens.Count || NumberAt(tokens, at, compared is not null) is not { } number)
        {
            return null;
        }

        var last = at;
        var sign = compared?.Sign;
        var unit = at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word ? tokens[at + 1] : default;
        var field = Field(tokens, (i, at), fields, NumberReader.IsMoney(tokens, at));
        if (field is null)
        {
            return null;
        }

        last += NumberReader.IsMoney(tokens, at) && unit.Text is not null && tokens[at].Kind == TokenKind.Number && tokens[at].Text[0] is not ('$' or '€' or '£') ? 1 : 0;
        if (last + 2 < tokens.Count && tokens[last + 1].Is("or") && tokens[last + 2].IsAny(["more", "less", "fewer", "over", "above", "under"]))
        {
            sign = tokens[last + 2].IsAny(["more", "over", "above"]) ? ">=" : "<=";
            last += 2;
        }

        if (sign is null && !IsStated(tokens, i, field))
        {
            return null;
        }

        var left = field.IsList ? $"size({fields.Path(field)})" : fields.Path(field);
        return new Atom($"{left} {sign ?? "=="} {number.ToString(CultureInfo.InvariantCulture)}", field.Path, i, last);
    }

    private static decimal? NumberAt(IReadOnlyList<Token> tokens, int at, bool isCompared) =>
        tokens[at].Text.StartsWith('#') ? null : isCompared ? NumberReader.Count(tokens[at].Text) : tokens[at].Is("a") || tokens[at].Is("an") ? null : NumberReader.Count(tokens[at].Text);

    // "if it has 2 items", "if the total is 50": a number alone compares only beside its field.
    private static bool IsStated(IReadOnlyList<Token> tokens, int i, ResultField field) =>
        field.IsList || (i > 0 && tokens[i - 1].IsAny(["is", "was", "costs", "cost", "equals", "has", "of"]) && Names(tokens, 0, i, field));

    private static ResultField? Field(IReadOnlyList<Token> tokens, (int First, int Number) at, FieldWords fields, bool isMoney)
    {
        var unit = at.Number + 1 < tokens.Count ? tokens[at.Number + 1].Stem : "";
        if (TimeAtoms.IsUnit(unit))
        {
            return null;
        }

        return fields.Where(field => (field.IsList || field.IsNumber) && !isMoney && unit.Length > 0 && field.Stems.Contains(unit, StringComparer.Ordinal)).FirstOrDefault()
            ?? fields.Where(field => field.IsList && !isMoney && Concepts.Of(unit) == "product" && field.Stems.Any(stem => Concepts.Of(stem) == "product")).FirstOrDefault()
            ?? fields.Where(field => field.IsNumber && Names(tokens, 0, at.First, field)).OrderByDescending(field => field.IsMoney).FirstOrDefault()
            ?? fields.Where(field => field.IsList && !isMoney && Names(tokens, 0, at.First, field)).FirstOrDefault()
            ?? fields.Where(field => field.IsMoney).OrderByDescending(field => field.Words.Contains("total", StringComparer.Ordinal))
                .FirstOrDefault(_ => isMoney || Enumerable.Range(0, at.First).Any(j => tokens[j].Stem is "cost" or "price" or "worth" or "total" or "expensiv" or "cheap"));
    }

    private static bool Names(IReadOnlyList<Token> tokens, int from, int to, ResultField field)
    {
        for (var j = from; j < to; j++)
        {
            if (tokens[j].Kind == TokenKind.Word && field.Stems.Contains(tokens[j].Stem, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
