using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Compiles the words of a condition to an expression over one step's result.</summary>
/// <remarks>
/// 1. Find what the words say: states, comparisons, times, existence. 2. Turn round what a negation stands before.
/// 3. Join with <c>and</c> and <c>or</c>; <c>not a or b</c> is neither. 4. <c>unless</c> turns the whole round.
/// Nothing found, or words left that could change the meaning: null, and a model must judge.
/// </remarks>
internal sealed class ConditionCompiler(DateOnly today)
{
    private static readonly string[] Negations = ["not", "never", "neither", "nor", "without", "no"];

    /// <summary>Compiles the words; null when no expression holds them.</summary>
    /// <param name="words">The condition, its marker aside.</param>
    /// <param name="isUnless">Whether the whole is turned round.</param>
    /// <param name="step">Id of the step whose result is looked at.</param>
    /// <param name="result">Schema of that result.</param>
    public CompiledCondition? Compile(IReadOnlyList<Token> words, bool isUnless, string step, JsonSchema result)
    {
        var tokens = words.Where(token => token.Kind != TokenKind.Mark).ToList();
        var atoms = Find(tokens, new FieldWords(step, result));
        if (atoms.Count == 0)
        {
            return null;
        }

        var parts = new List<string>();
        var joins = new List<string>();
        var neither = false;
        for (var i = 0; i < atoms.Count; i++)
        {
            var from = i == 0 ? 0 : atoms[i - 1].Last + 1;
            var between = tokens[from..atoms[i].First];
            if (i > 0)
            {
                joins.Add(between.Exists(token => token.IsAny(["or", "nor"])) ? "||" : "&&");
            }

            var isNot = IsNegated(between, tokens, atoms[i]);
            isNot |= i > 0 && neither && between.TrueForAll(token => token.IsAny(["or", "nor", "been", "yet", "already", "and"]));
            neither = isNot;
            parts.Add(isNot ? Not(atoms[i].Expr) : atoms[i].Expr);
            if (isNot && i > 0 && joins[^1] == "||" && parts[^2].StartsWith('!'))
            {
                joins[^1] = "&&";
            }
        }

        var expr = Join(parts, joins);
        return new CompiledCondition(isUnless ? Not(expr) : expr, [.. atoms.Select(atom => atom.Field).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>An expression that is true where the other is false.</summary>
    public static string Not(string expr) => expr.StartsWith("!(", StringComparison.Ordinal) && Closes(expr) ? expr[2..^1] : $"!({expr})";

    private static bool Closes(string expr)
    {
        var depth = 0;
        for (var i = 1; i < expr.Length; i++)
        {
            depth += expr[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == expr.Length - 1;
            }
        }

        return false;
    }

    private List<Atom> Find(List<Token> tokens, FieldWords fields)
    {
        var atoms = new List<Atom>();
        for (var i = 0; i < tokens.Count;)
        {
            var atom = TimeAtoms.At(tokens, i, fields, today) ?? CompareAtoms.At(tokens, i, fields) ?? StateAtoms.At(tokens, i, fields) ?? ExistenceAtoms.At(tokens, i, fields);
            if (atom is not null && atoms.Count > 0 && Swallows(atoms[^1], atom, tokens))
            {
                atoms[^1] = atom with { First = atoms[^1].First };
                i = atom.Last + 1;
            }
            else if (atom is not null)
            {
                atoms.Add(atom);
                i = atom.Last + 1;
            }
            else
            {
                i++;
            }
        }

        return atoms;
    }

    // "was delivered less than 30 days ago": the time atom says the state too.
    private static bool Swallows(Atom before, Atom atom, List<Token> tokens) =>
        atom.HoldsState && atom.Expr.Contains(before.Expr, StringComparison.Ordinal) && !tokens[(before.Last + 1)..atom.First].Exists(token => token.IsAny(["and", "or", "but"]));

    private static bool IsNegated(List<Token> between, List<Token> tokens, Atom atom)
    {
        var count = between.Count(token => token.IsAny(Negations));
        for (var i = 0; i + 2 < between.Count + 1; i++)
        {
            // "yet to be shipped", "still to arrive", "still waiting for": not so yet.
            var isPending = i + 1 < between.Count && between[i].IsAny(["yet", "still", "has", "have"]) && between[i + 1].IsAny(["to", "waiting", "awaiting"]);
            count += isPending ? 1 : 0;
        }

        var after = atom.Last + 1 < tokens.Count && tokens[atom.Last + 1].Is("no") ? 1 : 0;
        return ((count + after) & 1) == 1;
    }

    private static string Join(List<string> parts, List<string> joins)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var isMixed = joins.Distinct(StringComparer.Ordinal).Count() > 1;
        var text = parts[0];
        for (var i = 1; i < parts.Count; i++)
        {
            text = isMixed && joins[i - 1] == "&&" && text.Contains("||", StringComparison.Ordinal) ? $"({text}) && {parts[i]}" : $"{text} {joins[i - 1]} {parts[i]}";
        }

        return text;
    }
}
