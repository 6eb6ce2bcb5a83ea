using System.Text.RegularExpressions;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Changes a document a little: a name for another, a piece away, a piece twice, a sign for another.</summary>
internal static partial class DocumentMutation
{
    private static readonly string[] Pieces = ["{", "}", "(", ")", "[", "]", ":", "!", "$", "@skip(if: true)", "@nope", "...", "...Gone", "\"", "\"\"\"", "null", "1", "1.5", "\"s\"", "$v0", "$gone", "on", "a", "__typename", "__schema { types { fields { type { fields { name } } } } }", "query", "é", "=", "|"];

    public static string Apply(Random random, string source)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var tokens = Token().Matches(source);
            if (tokens.Count == 0)
            {
                return source;
            }

            var one = tokens[random.Next(tokens.Count)];
            var other = tokens[random.Next(tokens.Count)];
            var names = tokens.Where(token => char.IsAsciiLetter(token.Value[0])).ToArray();
            source = random.Next(6) switch
            {
                0 => source.Remove(one.Index, one.Length),
                1 => source.Insert(one.Index, $"{other.Value} "),
                2 => source.Insert(one.Index, $" {Pieces[random.Next(Pieces.Length)]} "),
                3 when names.Length > 1 => Replace(source, names[random.Next(names.Length)], names[random.Next(names.Length)].Value),
                4 when names.Length > 0 => Replace(source, names[random.Next(names.Length)], "unknown"),
                _ => Replace(source, one, other.Value),
            };
        }

        return source;
    }

    private static string Replace(string source, Match token, string with) => string.Concat(source.AsSpan(0, token.Index), with, source.AsSpan(token.Index + token.Length));

    [GeneratedRegex("""\.\.\.|"[^"\n]*"|@?[A-Za-z_]\w*|\$\w+|-?\d[\d.e]*|[^\s,]""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
