using System.Collections.Frozen;

namespace Banyan.Intents.Planning.Lexical.Words;

/// <summary>Words every sentence may hold: they say little of what is asked.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> All = (
        "a an the this that these those some any all each one ones i me my mine myself you your yours we us our he him his she her it its they them their who whom whose which what where when why how "
        + "is are was were am be been being do does did done have has had having will would shall should can could may might must let us get got want wants wanted need needs like please just only also too "
        + "and or but so if then than as of in on at to for from by with about into over under out up down off again further not no nor there here now yet still already very much more most many few "
        + "tell give show know think say said make put take go going come see hey hi hello ok okay thanks thank well oh right really actually kindly something anything thing things").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a lower-case word is one.</summary>
    public static bool Has(string word) => All.Contains(word);
}
