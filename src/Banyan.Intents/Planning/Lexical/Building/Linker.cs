using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Says which thing a step is about.</summary>
/// <remarks>
/// In this order: a thing the clause names; the thing the message spoke of last before it; the only thing the message names;
/// a thing of the conversation it points at; for a read, every thing the caller's list yields; else it is asked.
/// A write never gets a thing nobody pointed at.
/// </remarks>
internal sealed class Linker(Scene scene)
{
    /// <summary>The things a clause is about, of a kind; empty when it names and means none.</summary>
    public IReadOnlyList<Target> About(Clause clause, string kind)
    {
        var own = scene.Targets.In(clause.Tokens).Where(target => target.Kind == kind).ToList();
        own = own.Count > 0 ? own : [.. scene.Targets.In(clause.Condition).Where(target => target.Kind == kind)];
        if (own.Count > 0)
        {
            return own;
        }

        var said = scene.Targets.All.Where(target => target.Kind == kind).ToList();
        var before = said.FindLast(target => target.Place < clause.Start);
        if (before is not null)
        {
            return [before];
        }

        return said.Count == 1 ? said : scene.Targets.MeantBy(clause.Tokens) is { } meant && meant.Kind == kind ? [meant] : [];
    }

    /// <summary>The argument for a thing.</summary>
    public static Argument Literal(Target target) => Literals.Text(target.Id, target.Place < 0 ? "entity" : "user");
}
