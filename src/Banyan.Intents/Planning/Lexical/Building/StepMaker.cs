using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Makes steps from clauses: one for each thing a clause is about, with the reads its condition needs before it.</summary>
internal sealed class StepMaker
{
    private readonly Scene scene;
    private readonly SlotFiller slots;
    private readonly Linker linker;
    private readonly ConditionMaker conditions;
    private readonly List<StepDraft> drafts = [];

    /// <summary>Begins with no step.</summary>
    public StepMaker(Scene scene)
    {
        this.scene = scene;
        slots = new SlotFiller(scene);
        linker = new Linker(scene);
        conditions = new ConditionMaker(scene, this);
    }

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<StepDraft> Drafts => drafts;

    /// <summary>Adds the steps of a clause.</summary>
    public void Add(Clause clause, IntentCard card)
    {
        var kind = card.Target?.Entity;
        var targets = kind is null ? [] : linker.About(clause, kind);
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
        if (!scene.Index.Entities.TryGetValue(target.Kind, out var entity) || entity.Get is not { Target: { } param } get)
        {
            return null;
        }

        var same = drafts.Find(draft => draft.Card == get && draft.Args.TryGetValue(param.Name, out var argument) && argument is Argument.Literal literal && literal.Value.ToString() == target.Id);
        if (same is not null)
        {
            return same;
        }

        var draft = New(get, null);
        draft.Args[param.Name] = Linker.Literal(target);
        return draft;
    }

    /// <summary>The step of a read that takes nothing; added when there is none yet.</summary>
    public StepDraft ReadOf(IntentCard card) => drafts.Find(draft => draft.Card == card && draft.When is null) ?? New(card, null);

    private void Add(Clause clause, IntentCard card, Target? target)
    {
        var condition = conditions.Make(clause, target);
        if (condition is null && target is not null && clause.Condition.Count == 0 && Repeats(card, target))
        {
            return;
        }

        if (condition is null && target is null && card.IsRead && card.Params.Count == 0 && drafts.Exists(draft => draft.Card == card && draft.When is null))
        {
            return;
        }

        var list = target is null && card.IsRead && card.Target is { IsRequired: true } needed ? ListOf(needed, card) : null;
        var draft = New(card, clause);
        draft.When = condition?.When;
        if (condition?.Step is { } read)
        {
            draft.After.Add(read.Id);
        }

        Fill(draft, clause, target, list);
        if (draft.Missing is [var only] && card.Target?.Name == only)
        {
            ListOf(card.Target, card);
        }

        if (clause.IsThen && drafts.Count > 1 && draft.After.Count == 0 && drafts.IndexOf(draft) > 0)
        {
            draft.After.Add(drafts[drafts.IndexOf(draft) - 1].Id);
        }
    }

    private bool Repeats(IntentCard card, Target target) => card.IsRead && drafts.Exists(draft => draft.Card == card && draft.When is null
        && draft.Args.Values.Any(argument => argument is Argument.Literal literal && literal.Value.ToString() == target.Id));

    private void Fill(StepDraft draft, Clause clause, Target? target, StepDraft? list)
    {
        foreach (var param in draft.Card.Params)
        {
            var value = param.Kind != ParamKind.Entity ? slots.Find(param, draft.Card, clause)
                : param == draft.Card.Target && target is not null ? Linker.Literal(target)
                : param == draft.Card.Target && list is not null ? Each(list, param)
                : param != draft.Card.Target && linker.About(clause, param.Entity!) is [var other] ? Linker.Literal(other) : null;
            if (value is not null)
            {
                draft.Args[param.Name] = value;
            }
            else if (param.IsRequired && param.Schema.Default is null)
            {
                draft.Missing.Add(param.Name);
            }
        }
    }

    private Argument.Each Each(StepDraft list, ParamCard param)
    {
        var entity = scene.Index.Entities[param.Entity!];
        return new Argument.Each($"{list.Id}.{entity.ListPath}", entity.Member);
    }

    // The caller's own list: a read goes through all of it, for a write the user sees what to choose from.
    private StepDraft? ListOf(ParamCard param, IntentCard card) =>
        scene.Index.Entities[param.Entity!].List is { } list && list != card ? ReadOf(list) : null;

    private StepDraft New(IntentCard card, Clause? clause)
    {
        var draft = new StepDraft($"s{drafts.Count + 1}", card, clause);
        drafts.Add(draft);
        return draft;
    }
}
