using Banyan.Intents.Migration;
using Banyan.Intents.Migration.Board;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Where what doors show comes from, beside the flow itself.</summary>
/// <param name="Board">The migration board.</param>
/// <param name="Routes">Stages in force.</param>
/// <param name="Backends">How the catalogue came about.</param>
/// <param name="Journals">Journals of runs that have ended.</param>
/// <param name="Circuits">Who is left alone.</param>
internal sealed record ViewSources(IMigrationBoard Board, RouteMemory Routes, ICatalogueView Backends, IJournalUpkeep Journals, Circuits Circuits);
