using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Completes a kept draft with the reply to its question.</summary>
/// <remarks>The plan holds the steps that waited, and what they depend on; complete reads of the draft have run and are not repeated unless depended on.</remarks>
internal sealed class DraftCompletion(Scene scene, Matcher matcher)
{
    private static readonly string[] Dropping = ["no", "nope", "nevermind", "never", "forget", "cancel", "stop", "nothing", "leave", "skip", "abort"];

    /// <summary>The completed plan; null when the message is no reply to the draft's question.</summary>
    public Plan? Complete()
    {
        if (scene.Request.Conversation.Draft is not { Clarify: { } asked } draft || IsSomethingElse(asked, draft))
        {
            return null;
        }

        var words = Fillers.Strip(scene.Tokens);
        if (words.Count is > 0 and <= 4 && words[0].IsAny(Dropping) && scene.Targets.All.Count == 0)
        {
            return Made(draft, PlanKind.Answer) with { Steps = [], Clarify = null, AnswerTemplate = null, Words = "All right, I have left it." };
        }

        return asked.Candidates.Count > 0 ? Chosen(asked) : Filled(draft, asked);
    }

    private Plan? Chosen(Clarification asked)
    {
        var cards = asked.Candidates.Select(scene.Index.Find).OfType<IntentCard>().ToList();
        var said = scene.Tokens.Where(token => token.Kind != TokenKind.Mark).ToList();
        var number = said.Count > 0 && said.Count <= 3 ? said.Select(token => (int?)NumberReader.Count(token.Text) ?? Ordinal(token.Text)).FirstOrDefault(value => value is not null) : null;
        var chosen = number is { } at && at >= 1 && at <= cards.Count ? cards[at - 1]
            : matcher.Match(scene.Tokens) is { Card: { } best } && cards.Contains(best) ? best : null;
        if (chosen is null)
        {
            return null;
        }

        var steps = new StepMaker(scene);
        steps.Add(new Clause(scene.Tokens, 0, scene.Text.Length), chosen);
        return Plans.Execute(scene, steps.Drafts, [], 0.7);
    }

    private static int? Ordinal(string word) => word switch { "first" => 1, "second" => 2, "third" => 3, _ => null };

    private bool IsSomethingElse(Clarification asked, Plan draft)
    {
        var match = matcher.Match(scene.Tokens);
        if (!match.IsBelieved)
        {
            return false;
        }

        var waiting = asked.Missing.Select(missing => draft.Steps.FirstOrDefault(step => step.Id == missing.Step)?.Intent).ToHashSet(StringComparer.Ordinal);
        var isRequest = Starts.At(Fillers.Strip(scene.Tokens), 0, scene.Index) || scene.Tokens.Any(token => token.Is("?"));
        return isRequest && !waiting.Contains(match.Card!.Intent.Key) && !asked.Candidates.Contains(match.Card.Intent.Key, StringComparer.Ordinal);
    }

    private Plan Filled(Plan draft, Clarification asked)
    {
        var drafts = new List<StepDraft>();
        foreach (var step in Needed(draft, asked))
        {
            if (scene.Index.Find(step.Intent) is { } card)
            {
                drafts.Add(Fill(step, card, asked));
            }
        }

        return Plans.Execute(scene, drafts, draft.Unmet, draft.Confidence);
    }

    private static List<PlanStep> Needed(Plan draft, Clarification asked)
    {
        var wanted = asked.Missing.Select(missing => missing.Step).ToHashSet(StringComparer.Ordinal);
        foreach (var step in draft.Steps.Reverse())
        {
            if (wanted.Contains(step.Id))
            {
                wanted.UnionWith(step.After);
                wanted.UnionWith(step.Args.Values.Select(argument => argument switch { Argument.Reference reference => reference.Path, Argument.Each each => each.List, _ => "" }).Select(path => path.Split('.')[0]));
                wanted.UnionWith(draft.Steps.Select(other => other.Id).Where(id => step.When?.Expr?.Contains(id + ".", StringComparison.Ordinal) ?? false));
            }
        }

        return [.. draft.Steps.Where(step => wanted.Contains(step.Id))];
    }

    private StepDraft Fill(PlanStep step, IntentCard card, Clarification asked)
    {
        var clause = new Clause(scene.Tokens, 0, scene.Text.Length);
        var filled = new StepDraft(step.Id, card, clause) { When = step.When };
        filled.After.AddRange(step.After);
        var isAsked = asked.Missing.Any(missing => missing.Step == step.Id);
        foreach (var param in card.Params)
        {
            if (step.Args.TryGetValue(param.Name, out var known))
            {
                filled.Args[param.Name] = known;
            }
            else if (isAsked && Value(param, card, clause, asked) is { } value)
            {
                filled.Args[param.Name] = value;
            }
            else if (param.IsRequired && param.Schema.Default is null)
            {
                filled.Missing.Add(param.Name);
            }
        }

        return filled;
    }

    private Argument? Value(ParamCard param, IntentCard card, Clause clause, Clarification asked)
    {
        var isWanted = asked.Missing.Any(missing => missing.Param == param.Name);
        if (param.Kind == ParamKind.Entity)
        {
            return new Linker(scene).About(clause, param.Entity!) is [var target] ? Linker.Literal(target) : null;
        }

        var texts = asked.Missing.Count(missing => card.Params.Any(one => one.Name == missing.Param && one.Kind is ParamKind.FreeText or ParamKind.ShortText or ParamKind.Query));
        return param.Kind is ParamKind.FreeText or ParamKind.ShortText or ParamKind.Query && isWanted && texts == 1 ? Whole()
            : isWanted || param.Kind is not (ParamKind.FreeText or ParamKind.ShortText or ParamKind.Query) ? new SlotFiller(scene).Find(param, card, clause) : null;
    }

    private Argument? Whole()
    {
        var text = scene.Tokens.FirstOrDefault(token => token.Kind == TokenKind.Quote) is { Text: not null } quote ? quote.Text : scene.Text.Trim();
        return text.Any(char.IsLetterOrDigit) ? Literals.Text(text) : null;
    }

    private static Plan Made(Plan draft, PlanKind kind) => draft with { Kind = kind, Planner = Plans.Name, PlannerReason = null };
}
