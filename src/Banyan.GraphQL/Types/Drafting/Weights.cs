using System.Globalization;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Cost and list sizes: said in code they show in SDL, said in SDL they count.</summary>
internal static class Weights
{
    public static void Apply(GraphField field, FieldDraft draft)
    {
        if (draft.Cost is { } weight)
        {
            field.Directives.Add(new AppliedDirective("cost", [Argument("weight", Number(weight))]));
        }

        if (draft.ListSize is { } size)
        {
            field.Directives.Add(new AppliedDirective("listSize", [.. Arguments(size)]));
        }

        field.Cost = Value(field, "cost", "weight") is IntValue cost ? Read(cost) : null;
        field.ListSize = field.Directives.Exists(directive => directive.Name == "listSize")
            ? new ListSize(
                Value(field, "listSize", "assumedSize") is IntValue assumed ? Read(assumed) : null,
                Names(Value(field, "listSize", "slicingArguments")),
                Names(Value(field, "listSize", "sizedFields")))
            : null;
    }

    /// <summary>Takes them out of what is printed; they count all the same.</summary>
    public static void Hide(IEnumerable<NamedType> types)
    {
        foreach (var field in types.OfType<FieldsType>().SelectMany(type => type.Fields.Values))
        {
            field.Directives.RemoveAll(directive => directive.Name is "cost" or "listSize");
        }
    }

    private static IEnumerable<ArgumentNode> Arguments(ListSize size)
    {
        if (size.Assumed is { } assumed)
        {
            yield return Argument("assumedSize", Number(assumed));
        }

        if (size.SlicingArguments.Count > 0)
        {
            yield return Argument("slicingArguments", Texts(size.SlicingArguments));
        }

        if (size.SizedFields.Count > 0)
        {
            yield return Argument("sizedFields", Texts(size.SizedFields));
        }

        // A default counts as given nowhere but here, so nobody is made to give one.
        yield return Argument("requireOneSlicingArgument", new BooleanValue(SourceSpan.None, false));
    }

    private static ValueNode? Value(GraphField field, string directive, string argument) =>
        field.Directives.Find(applied => applied.Name == directive)?.Arguments.FirstOrDefault(given => given.Name.Text == argument)?.Value;

    private static int? Read(IntValue value) => int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null;

    private static string[] Names(ValueNode? value) => value switch
    {
        ListValue list => [.. list.Items.OfType<StringValue>().Select(item => item.Text)],
        StringValue one => [one.Text],
        _ => [],
    };

    private static ArgumentNode Argument(string name, ValueNode value) => new(SourceSpan.None, new NameNode(SourceSpan.None, name), value);

    private static IntValue Number(int value) => new(SourceSpan.None, value.ToString(CultureInfo.InvariantCulture));

    private static ListValue Texts(IReadOnlyList<string> texts) => new(SourceSpan.None, [.. texts.Select(text => new StringValue(SourceSpan.None, text, isBlock: false))]);
}
