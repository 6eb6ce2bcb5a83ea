using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes the plan of one message.</summary>
/// <remarks>1. What must be refused. 2. The reply to an open question. 3. Greetings. 4. Clauses, each to an intent. 5. Steps, links, conditions. 6. What is lacking is asked, what nobody can do is said.</remarks>
internal sealed class PlanMaker
{
    private readonly Scene scene;
    private readonly Matcher matcher;
    private readonly StepMaker steps;
    private readonly List<string> unmet = [];
    private readonly List<IntentCard> candidates = [];
    private double confidence = 1;

    /// <summary>Begins.</summary>
    public PlanMaker(Scene scene)
    {
        this.scene = scene;
        matcher = new Matcher(scene.Index, scene);
        steps = new StepMaker(scene);
    }

    /// <summary>Makes it.</summary>
    public Plan Make()
    {
        if (Refusals.Find(scene) is { } refusal)
        {
            return Plans.Say(scene, PlanKind.Refuse, refusal);
        }

        if (new DraftCompletion(scene, matcher).Complete() is { } completed)
        {
            return completed;
        }

        if (SmallTalk.Find(scene) is { } words)
        {
            return Plans.Say(scene, PlanKind.Answer, words);
        }

        foreach (var clause in new ClauseReader(scene, matcher).Read())
        {
            Read(clause);
        }

        return Finish();
    }

    private Plan Finish()
    {
        if (steps.Drafts.Count > 0)
        {
            return Plans.Execute(scene, steps.Drafts, unmet, confidence);
        }

        if (candidates.Count > 0)
        {
            return Plans.Ask(scene, Questions.Between([.. candidates.Take(3)]), unmet);
        }

        var told = unmet.Count > 0 ? unmet : [scene.Text.Trim()];
        return Plans.Say(scene, PlanKind.Answer, "I can't do that. " + SmallTalk.CanDo(scene), told);
    }

    private void Read(Clause clause)
    {
        if (Fillers.SaysNothing(clause.Tokens) && scene.Targets.In(clause.Tokens) is { Count: > 0 } named)
        {
            foreach (var target in named)
            {
                steps.ReadOf(target);
            }

            return;
        }

        var match = matcher.Match(clause.Tokens);
        if (match.IsBelieved)
        {
            confidence = Math.Min(confidence, Math.Clamp(0.5 + match.Margin + (match.Score / 2), 0, 1));
            steps.Add(clause, match.Card!);
            return;
        }

        Unbelieved(clause, match);
    }

    private void Unbelieved(Clause clause, Match match)
    {
        var words = Fillers.Strip(clause.Tokens);
        if (words.Count == 0)
        {
            return;
        }

        if (match.Card is { } best && match.Score >= scene.Index.Bar.Score && match.Others.Count > 0)
        {
            candidates.AddRange(new[] { best }.Concat(match.Others).Where(card => !candidates.Contains(card)));
            return;
        }

        if (Starts.At(words, 0, scene.Index) || clause.IsQuestion || clause.Condition.Count > 0)
        {
            unmet.Add(scene.Text[clause.Start..clause.End]);
        }
    }
}
