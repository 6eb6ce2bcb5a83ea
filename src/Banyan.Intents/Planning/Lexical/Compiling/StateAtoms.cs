using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Finds states: a word or phrase that means a value of a field, or a field that is yes or no.</summary>
internal static class StateAtoms
{
    /// <summary>The state said at a token; null when none is.</summary>
    public static Atom? At(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        if (tokens[i].Kind != TokenKind.Word)
        {
            return null;
        }

        foreach (var (stems, field, values) in fields.States)
        {
            if (Matches(tokens, i, stems))
            {
                return Make(fields, field, values, i, i + stems.Count - 1);
            }
        }

        return Flag(tokens, i, fields) ?? Likened(tokens, i, fields) ?? Reversed(tokens, i, fields);
    }

    // "unavailable", "unpaid": the opposite of what stands behind the prefix.
    private static Atom? Reversed(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        var text = tokens[i].Text;
        if (text.Length < 6 || !text.StartsWith("un", StringComparison.Ordinal))
        {
            return null;
        }

        var bare = tokens[i] with { Text = text[2..], Stem = Stemmer.Stem(text[2..]) };
        return At([bare], 0, fields) is { } atom ? new Atom(ConditionCompiler.Not(atom.Expr), atom.Field, i, i) : null;
    }

    /// <summary>The expression that a field has one of some values.</summary>
    public static string Is(string path, IReadOnlyList<string> values) =>
        values.Count == 1 ? $"{path} == {Quote(values[0])}" : $"{path} in [{string.Join(", ", values.Select(Quote))}]";

    /// <summary>A text as an expression writes it.</summary>
    public static string Quote(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private static Atom Make(FieldWords fields, ResultField field, IReadOnlyList<string> values, int first, int last) =>
        new(Is(fields.Path(field), values), field.Path, first, last);

    private static bool Matches(IReadOnlyList<Token> tokens, int i, IReadOnlyList<string> stems)
    {
        for (var j = 0; j < stems.Count; j++)
        {
            if (i + j >= tokens.Count || tokens[i + j].Stem != stems[j])
            {
                return false;
            }
        }

        return stems.Count > 0;
    }

    // Words no schema knows, by their likes: "sent" is "shipped" where a value is called so; "here" and "arrived" are "delivered".
    private static Atom? Likened(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        for (var length = Math.Min(Concepts.LongestPhrase, tokens.Count - i); length > 0; length--)
        {
            var phrase = string.Join('-', Enumerable.Range(i, length).Select(at => tokens[at].Stem));
            var concept = tokens[i].Is("here") && length == 1 ? "delivered" : StateConcepts.Of(phrase);
            if (concept is null)
            {
                continue;
            }

            foreach (var (stems, field, values) in fields.States)
            {
                if (stems.Count == 1 && StateConcepts.Of(stems[0]) == concept)
                {
                    return Make(fields, field, values, i, i + length - 1);
                }
            }
        }

        return null;
    }

    // "in stock" where the field is called "available".
    private static int AlikeLength(IReadOnlyList<Token> tokens, int i, string stem)
    {
        for (var length = Math.Min(Concepts.LongestPhrase, tokens.Count - i); length > 0; length--)
        {
            if (StateConcepts.Of(string.Join('-', Enumerable.Range(i, length).Select(at => tokens[at].Stem))) is { } concept && concept == StateConcepts.Of(stem))
            {
                return length;
            }
        }

        return 0;
    }

    private static Atom? Flag(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        foreach (var field in fields.Where(field => field.IsFlag))
        {
            var stems = field.Stems.ToList();
            var length = stems.Count > 0 && Matches(tokens, i, stems) ? stems.Count : stems.Count == 1 ? AlikeLength(tokens, i, stems[0]) : 0;
            if (length > 0)
            {
                return new Atom($"{fields.Path(field)} == true", field.Path, i, i + length - 1);
            }
        }

        return null;
    }
}
