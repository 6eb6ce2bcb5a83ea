using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes the plan of one message.</summary>
/// <remarks>1. What must be refused. 2. The reply to an open question. 3. Greetings, and questions about earlier conversations. 4. Clauses, each to an intent. 5. Steps, links, conditions. 6. What is lacking is asked, what nobody can do is said.</remarks>
internal sealed class PlanMaker
{
    private readonly Scene _scene;
    private readonly Matcher _matcher;
    private readonly StepMaker _steps;
    private readonly List<string> _unmet = [];
    private readonly List<IntentCard> _candidates = [];
    private double _confidence = 1;

    /// <summary>Begins.</summary>
    public PlanMaker(Scene scene)
    {
        _scene = scene;
        _matcher = new Matcher(_scene.Index, _scene);
        _steps = new StepMaker(_scene);
    }

    /// <summary>Makes it.</summary>
    public Plan Make()
    {
        if (Refusals.Find(_scene) is { } refusal)
        {
            return Plans.Say(_scene, PlanKind.Refuse, refusal);
        }

        if (new DraftCompletion(_scene, _matcher).Complete() is { } completed)
        {
            return completed;
        }

        if ((SmallTalk.Find(_scene) ?? Earlier.Find(_scene)) is { } words)
        {
            return Plans.Say(_scene, PlanKind.Answer, words);
        }

        foreach (var clause in new ClauseReader(_scene, _matcher).Read())
        {
            Read(clause);
        }

        return Finish();
    }

    private Plan Finish()
    {
        if (_steps.Drafts.Count > 0)
        {
            OpenSlots.Fill(_scene, _steps.Drafts);
            return Plans.Execute(_scene, _steps.Drafts, _unmet, _confidence);
        }

        if (_candidates.Count > 0)
        {
            return Plans.Ask(_scene, Questions.Between([.. _candidates.Take(3)]), _unmet);
        }

        var told = _unmet.Count > 0 ? _unmet : [_scene.Text.Trim()];
        return Plans.Say(_scene, PlanKind.Answer, "I can't do that. " + SmallTalk.CanDo(_scene), told);
    }

    private void Read(Clause clause)
    {
        if (Fillers.SaysNothing(clause.Tokens) && _scene.Targets.In(clause.Tokens) is { Count: > 0 } named)
        {
            foreach (var target in named)
            {
                _steps.ReadOf(target);
            }

            return;
        }

        var match = _matcher.Match(clause.Tokens);
        if (match.IsBelieved)
        {
            _confidence = Math.Min(_confidence, Math.Clamp(0.5 + match.Margin + (match.Score / 2), 0, 1));
            _steps.Add(clause, match.Card!);
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

        if (match.Card is { } best && match.Score >= _scene.Index.Bar.Score && match.Others.Count > 0)
        {
            _candidates.AddRange(new[] { best }.Concat(match.Others).Where(card => !_candidates.Contains(card)));
            return;
        }

        if (Starts.At(words, 0, _scene.Index) || clause.IsQuestion || clause.Condition.Count > 0)
        {
            _unmet.Add(_scene.Text[clause.Start..clause.End]);
        }
    }
}
