namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Features that are there, by number, with their weights.</summary>
/// <param name="Ids">Ascending.</param>
/// <param name="Values">Beside them.</param>
internal readonly record struct SparseVector(int[] Ids, float[] Values);
