using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>The fields of a result and the words that mean them or their values.</summary>
internal sealed class FieldWords
{
    private const int MaxDepth = 2;

    /// <summary>Reads a result's schema.</summary>
    public FieldWords(string step, JsonSchema result)
    {
        Step = step;
        var fields = new List<ResultField>();
        Collect(result, "", 0, fields);
        All = fields;
        States = [.. fields.SelectMany(field => SchemaWords.Choices(field.Schema)
            .Select(choice => (Stems: (IReadOnlyList<string>)[.. choice.Word.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stemmer.Stem)], Field: field, choice.Values)))
            .OrderByDescending(state => state.Stems.Count)];
    }

    /// <summary>Id of the step.</summary>
    public string Step { get; }

    /// <summary>All fields of records, two levels deep, lists among them but not what is in them.</summary>
    public IReadOnlyList<ResultField> All { get; }

    /// <summary>Words for values, longest first.</summary>
    public IReadOnlyList<(IReadOnlyList<string> Stems, ResultField Field, IReadOnlyList<string> Values)> States { get; }

    /// <summary>Fields of a shape.</summary>
    public IEnumerable<ResultField> Where(Func<ResultField, bool> fits) => All.Where(fits);

    /// <summary>The path of a field as an expression reads it.</summary>
    public string Path(ResultField field) => $"{Step}.{field.Path}";

    private static void Collect(JsonSchema schema, string prefix, int depth, List<ResultField> into)
    {
        foreach (var (name, field) in schema.Properties)
        {
            if (field.Word("x-banyan-sensitivity") != "secret")
            {
                into.Add(new ResultField(prefix + name, field, NameSplitter.Split(name)));
            }

            if (field.Properties.Count > 0 && depth + 1 < MaxDepth)
            {
                Collect(field, prefix + name + ".", depth + 1, into);
            }
        }
    }
}
