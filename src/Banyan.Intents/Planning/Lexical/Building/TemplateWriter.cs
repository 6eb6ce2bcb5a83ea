using System.Text;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Compiling;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Writes the template of the answer from titles and result fields.</summary>
/// <remarks>Grammar: see <see cref="Plan.AnswerTemplate"/>.</remarks>
internal static class TemplateWriter
{
    private const int MostFields = 5;
    private static readonly string[] Hidden = ["customerEmail", "customerId", "generatedAt", "sku", "userId", "email"];

    /// <summary>One sentence or more for each step, in order.</summary>
    public static string Write(IReadOnlyList<StepDraft> drafts)
    {
        var text = new StringBuilder();
        // A step over every element of a list gives many records; whoever words the answer tells them one by one.
        foreach (var draft in drafts.Where(draft => draft.Missing.Count == 0 && !draft.Args.Values.Any(argument => argument is Argument.Each)))
        {
            text.Append(text.Length > 0 ? " " : "").Append(draft.Card.IsRead ? Read(draft) : Done(draft));
        }

        return text.ToString();
    }

    private static string Done(StepDraft draft)
    {
        var title = Escape(draft.Card.Intent.Title.TrimEnd('.'));
        var target = draft.Card.Target is { } param && draft.Args.TryGetValue(param.Name, out var argument) && argument is Argument.Literal literal ? " " + Escape(literal.Value.ToString()) : "";
        var facts = Fields(draft).Where(field => field.IsMoney || field.IsTime).Take(2).Select(field => $"; {Label(field)} {Slot(draft, field)}");
        return $"{{?{draft.Id}.ok:{title}{(target.Length > 0 ? ":" + target : "")}: done{string.Concat(facts)}.}}"
            + Skipped(draft, $"{title}{(target.Length > 0 ? ":" + target : "")}: not done");
    }

    private static string Read(StepDraft draft)
    {
        var fields = Fields(draft);
        var lists = fields.Where(field => field.IsList && field.Schema.Items is { Properties.Count: > 0 }).ToList();
        var body = fields.Count == 0 ? $"{Escape(draft.Card.Intent.Title.TrimEnd('.'))}: done."
            : lists.Count > 0 && fields.Count == lists.Count ? List(draft, lists[0]) : Record(draft, [.. fields.Where(field => !field.IsList)]);
        return $"{{?{draft.Id}.ok:{body}}}" + Skipped(draft, $"{Escape(draft.Card.Intent.Title.TrimEnd('.'))}: not needed");
    }

    /// <summary>What is said of a step that was left out: the words it hung on, or, for the other branch, those that came true.</summary>
    private static string Skipped(StepDraft draft, string head) => draft switch
    {
        { When: null } => "",
        { Contrary: { } held } => $"{{?{draft.Id}.skipped:{head}, the condition ({Escape(held)}) holds.}}",
        { When.Text: var words } => $"{{?{draft.Id}.skipped:{head}, the condition ({Escape(words)}) does not hold.}}",
    };

    private static string Record(StepDraft draft, List<ResultField> fields)
    {
        var asked = draft.Clause is null ? [] : fields.Where(field => IsAsked(field, draft.Clause.Tokens)).ToList();
        var shown = asked.Count > 0 ? asked : [.. fields.Where(field => !field.Path.Contains('.', StringComparison.Ordinal)).Take(MostFields + 2)];
        var id = shown.Find(field => field.Schema.Word("x-banyan-entity") is not null);
        var state = shown.Find(field => field.Schema.Enum.Count > 0 && field.Words[^1] is "status" or "state");
        var rest = shown.Where(field => field != id && field != state).Take(MostFields).ToList();
        var noun = draft.Card.Intent.Entity ?? draft.Card.Intent.Family;
        var head = state is not null && draft.Card.Target is { } param && draft.Args.TryGetValue(param.Name, out var argument) && argument is Argument.Literal literal
            ? $"{Upper(Escape(noun))} {Escape(literal.Value.ToString())} is {Slot(draft, state)}"
            : state is not null && id is not null ? $"{Upper(Escape(noun))} {Slot(draft, id)} is {Slot(draft, state)}" : "";
        var first = true;
        var text = new StringBuilder(head);
        foreach (var field in rest)
        {
            var isRequired = draft.Card.Intent.Result.Required.Contains(field.Path, StringComparer.Ordinal);
            var piece = $"{(first && head.Length == 0 ? Upper(Label(field)) : (first ? "" : "; ") + Label(field))}: {Slot(draft, field)}";
            piece = first && head.Length > 0 ? " (" + piece : piece;
            text.Append(isRequired || first ? piece : $"{{?{draft.Id}.{field.Path}:{piece}}}");
            first = false;
        }

        return text.Append(head.Length > 0 && !first ? ")." : ".").ToString();
    }

    private static string List(StepDraft draft, ResultField list)
    {
        var fields = list.Schema.Items!.Properties.Select(pair => new ResultField(pair.Key, pair.Value, NameSplitter.Split(pair.Key))).Where(IsShown).ToList();
        var id = fields.Find(field => field.Schema.Word("x-banyan-entity") is not null) ?? fields.Find(field => field.Words[^1] is "id" or "name") ?? fields[0];
        var required = list.Schema.Items.Required;
        var rest = fields.Where(field => field != id && !field.IsList && (required.Count == 0 || required.Contains(field.Path, StringComparer.Ordinal))).Take(4);
        var noun = string.Join(' ', list.Words);
        return $"{{#{draft.Id}.{list.Path}:- {{{id.Path}}}: {string.Join(", ", rest.Select(field => $"{{{field.Path}{Format(field)}}}"))}\n}}{{^{draft.Id}.{list.Path}:There are no {Escape(noun)}.}}";
    }

    private static List<ResultField> Fields(StepDraft draft) => [.. new FieldWords(draft.Id, draft.Card.Intent.Result).All.Where(IsShown)];

    private static bool IsShown(ResultField field) => !Hidden.Contains(field.Path, StringComparer.Ordinal) && field.Schema.Word("x-banyan-sensitivity") != "secret" && field.Schema.Type != "object";

    private static bool IsAsked(ResultField field, IReadOnlyList<Token> tokens) => field.Stems.Any(stem => tokens.Any(token => token.Kind == TokenKind.Word
        && (token.Stem == stem || (Concepts.Of(stem) is "phone" or "email" or "address" && Concepts.Of(stem) == Concepts.Of(token.Stem)) || (Concepts.Of(token.Stem) == "address" && stem is "city" or "zip" or "postcod"))));

    private static string Slot(StepDraft draft, ResultField field) => $"{{{draft.Id}.{field.Path}{Format(field)}}}";

    private static string Format(ResultField field) => field.IsMoney ? "|money" : field.IsTime ? "|date" : "";

    private static string Label(ResultField field)
    {
        var words = field.Words.Where(word => word is not ("at" or "on")).ToList();
        return Escape(string.Join(' ', words.Count > 0 ? words : [.. field.Words]));
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // Braces of a title or of the user's words would be slots.
    private static string Escape(string text) => text.Replace('{', '(').Replace('}', ')');
}
