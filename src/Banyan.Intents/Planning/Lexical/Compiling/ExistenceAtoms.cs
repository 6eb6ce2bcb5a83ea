using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>Finds existence: <c>if there is a tracking number</c>, <c>if it has items</c>.</summary>
internal static class ExistenceAtoms
{
    /// <summary>What is said to be there at a token; null when nothing is.</summary>
    public static Atom? At(IReadOnlyList<Token> tokens, int i, FieldWords fields)
    {
        var opens = tokens[i].IsAny(["has", "have", "had"]) ? 1 : tokens[i].Is("there") && i + 1 < tokens.Count && tokens[i + 1].IsAny(["is", "are", "was"]) ? 2 : 0;
        if (opens == 0)
        {
            return null;
        }

        var isNot = false;
        for (var at = i + opens; at < Math.Min(tokens.Count, i + opens + 5); at++)
        {
            isNot ^= tokens[at].IsAny(["no", "not"]);
            if (at > i + opens && !tokens[at - 1].IsAny(["a", "an", "any", "no", "not", "some", "the"]))
            {
                return null;
            }

            foreach (var field in fields.Where(field => !field.IsFlag && !field.IsTime && field.Schema.Enum.Count == 0))
            {
                var stems = field.Stems.ToList();
                if (stems.Count > 0 && at + stems.Count <= tokens.Count && stems.Select((stem, j) => tokens[at + j].Stem == stem).All(fits => fits))
                {
                    var there = field.IsList ? $"size({fields.Path(field)}) > 0" : $"has({fields.Path(field)})";
                    return new Atom(isNot ? ConditionCompiler.Not(there) : there, field.Path, i, at + stems.Count - 1);
                }
            }
        }

        return null;
    }
}
