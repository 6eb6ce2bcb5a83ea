using Banyan.Wire;
using Banyan.Wire.Schemas;
using Banyan.Wire.Translation;

namespace Banyan.Host.Composing;

/// <summary>A piece of an answer. The last one carries the whole answer, or why there is none.</summary>
/// <param name="Sequence">Its place, from 0.</param>
/// <param name="Piece">What it adds.</param>
internal sealed record CompletionChunk(int Sequence, PlainPiece Piece)
{
    /// <summary>The whole answer; set on the last chunk of one that is whole.</summary>
    public CompletionAnswer? Response { get; init; }

    /// <summary>Why there is no whole answer; set on the last chunk of any other.</summary>
    public Failure? Failed { get; init; }

    /// <summary>Every place at fault in the prompt's variables; empty for any other failure.</summary>
    public IReadOnlyList<SchemaFault> Faults { get; init; } = [];

    /// <summary>What came of it, of the last chunk.</summary>
    public CompletionOutcome Outcome => new(Response, Failed) { Faults = Faults };

    /// <summary>Whether it is the last.</summary>
    public bool IsLast => Response is not null || Failed is not null;
}
