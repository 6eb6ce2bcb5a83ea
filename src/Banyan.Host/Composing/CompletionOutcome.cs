using Banyan.Wire;
using Banyan.Wire.Schemas;

namespace Banyan.Host.Composing;

/// <summary>An answer or why there is none: exactly one of the two.</summary>
internal readonly record struct CompletionOutcome(CompletionAnswer? Answer, Failure? Failed)
{
    /// <summary>Every place at fault in the prompt's variables, with its path; empty for any other failure.</summary>
    public IReadOnlyList<SchemaFault> Faults { get => field ?? []; init; }

    public static implicit operator CompletionOutcome(CompletionAnswer answer) => new(answer, null);

    public static implicit operator CompletionOutcome(Failure failed) => new(null, failed);
}
