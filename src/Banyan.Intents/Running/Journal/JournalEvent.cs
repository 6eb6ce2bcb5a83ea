using System.Text.Json;

namespace Banyan.Intents.Running.Journal;

/// <summary>Something that happened in a run. Never changed, but emptied when its person is erased.</summary>
/// <param name="Sequence">Its number in the run: 1, 2, 3 without gaps.</param>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="At">When, by the clock of the node.</param>
/// <param name="Node">The node that wrote it.</param>
/// <param name="Fence">The fencing token it wrote with.</param>
/// <param name="Data">A JSON object.</param>
public sealed record JournalEvent(long Sequence, string Kind, DateTimeOffset At, string Node, long Fence, JsonElement Data);
