using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes steps from clauses: one for each thing a clause is about, with the reads its condition needs before it.</summary>
internal sealed class StepMaker
{
    private readonly Scene _scene;
    private readonly SlotFiller _slots;
    private readonly Linker _linker;
    private readonly ConditionMaker _conditions;
    private readonly List<StepDraft> _drafts = [];

    /// <summary>Begins with no step.</summary>
    public StepMaker(Scene scene)
    {
        _scene = scene;
        _slots = new SlotFiller(_scene);
        _linker = new Linker(_scene);
        _conditions = new ConditionMaker(_scene, this);
    }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<StepDraft> Drafts => _drafts;

    /// <summary>Adds the steps of a clause.</summary>
    public void Add(Clause clause, IntentCard card)
    {
        var kind = card.Target?.Entity;
        var targets = kind is null ? [] : _linker.About(clause, kind);
        if (targets.Count == 0)
        {
            Add(clause, card, null);
            return;
        }

        foreach (var target in targets)
        {
            Add(clause, card, target);
        }
    }

    /// <summary>The step that reads a thing; added when there is none yet, null when nothing reads it.</summary>
    public StepDraft? ReadOf(Target target)
    {
        if (!_scene.Index.Entities.TryGetValue(target.Kind, out var entity) || entity.Get is not { Target: { } param } get)
        {
            return null;
        }

        var same = _drafts.Find(draft => draft.Card == get && draft.Args.TryGetValue(param.Name, out var argument) && argument is Argument.Literal literal && literal.Value.ToString() == target.Id);
        if (same is not null)
        {
            return same;
        }

        var draft = New(get, null);
        draft.Args[param.Name] = Linker.Literal(target);
        return draft;
    }

    /// <summary>The step of a read that takes nothing; added when there is none yet.</summary>
    public StepDraft ReadOf(IntentCard card) => _drafts.Find(draft => draft.Card == card && draft.When is null) ?? New(card, null);

    private void Add(Clause clause, IntentCard card, Target? target)
    {
        var condition = _conditions.Make(clause, target);
        if (condition is null && target is not null && clause.Condition.Count == 0 && Repeats(card, target))
        {
            return;
        }

        if (condition is null && target is null && card.IsRead && card.Params.Count == 0 && _drafts.Exists(draft => draft.Card == card && draft.When is null))
        {
            return;
        }

        var list = target is null && card.IsRead && card.Target is { IsRequired: true } needed ? ListOf(needed, card) : null;
        var draft = New(card, clause);
        (draft.When, draft.Contrary) = (condition?.When, condition?.Contrary);
        if (condition?.Step is { } read)
        {
            draft.After.Add(read.Id);
        }

        Fill(draft, clause, target, list);
        if (draft.Missing is [var only] && card.Target?.Name == only)
        {
            ListOf(card.Target, card);
        }

        if (clause.IsThen && _drafts.Count > 1 && draft.After.Count == 0 && _drafts.IndexOf(draft) > 0)
        {
            draft.After.Add(_drafts[_drafts.IndexOf(draft) - 1].Id);
        }
    }

    private bool Repeats(IntentCard card, Target target) => card.IsRead && _drafts.Exists(draft => draft.Card == card && draft.When is null
        && draft.Args.Values.Any(argument => argument is Argument.Literal literal && literal.Value.ToString() == target.Id));

    private void Fill(StepDraft draft, Clause clause, Target? target, StepDraft? list)
    {
        foreach (var param in draft.Card.Params)
        {
            var value = param.Kind != ParamKind.Entity ? _slots.Find(param, draft.Card, clause)
                : param == draft.Card.Target && target is not null ? Linker.Literal(target)
                : param == draft.Card.Target && list is not null ? Each(list, param)
                : param != draft.Card.Target && _linker.About(clause, param.Entity!) is [var other] ? Linker.Literal(other) : null;
            if (value is not null)
            {
                draft.Args[param.Name] = value;
            }
            else if (param.IsRequired && param.Schema.Default is null && YielderOf(param, draft.Card) is { } yielder)
            {
                draft.Args[param.Name] = new Argument.Reference($"{ReadBefore(yielder, draft, clause).Id}.{param.Name}");
            }
            else if (param.IsRequired && param.Schema.Default is null)
            {
                draft.Missing.Add(param.Name);
            }
        }
    }

    // A name or value only another read of the family yields, as the hotel's for its booking. Whose thing a write touches is never found this way: it is asked.
    private IntentCard? YielderOf(ParamCard param, IntentCard card) => param.Kind is not ParamKind.ShortText && !(param.Kind == ParamKind.Entity && card.IsRead) ? null
        : _scene.Index.Cards.FirstOrDefault(other => other != card && other.IsRead && other.Intent.Family == card.Intent.Family
            && other.Intent.Result.Properties.ContainsKey(param.Name) && !other.Params.Any(one => one.Name == param.Name));

    private StepDraft ReadBefore(IntentCard yielder, StepDraft draft, Clause clause)
    {
        if (_drafts.Find(one => one.Card == yielder && one != draft) is { } known)
        {
            return known;
        }

        var read = New(yielder, clause);
        Fill(read, clause, null, null);
        return read;
    }

    private Argument.Each Each(StepDraft list, ParamCard param)
    {
        var entity = _scene.Index.Entities[param.Entity!];
        return new Argument.Each($"{list.Id}.{entity.ListPath}", entity.Member);
    }

    // The caller's own list: a read goes through all of it, for a write the user sees what to choose from.
    private StepDraft? ListOf(ParamCard param, IntentCard card) =>
        _scene.Index.Entities[param.Entity!].List is { } list && list != card ? ReadOf(list) : null;

    private StepDraft New(IntentCard card, Clause? clause)
    {
        var draft = new StepDraft($"s{_drafts.Count + 1}", card, clause);
        _drafts.Add(draft);
        return draft;
    }
}
