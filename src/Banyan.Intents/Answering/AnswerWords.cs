namespace Banyan.Intents.Answering;

/// <summary>An answer.</summary>
/// <param name="Text">For the person.</param>
/// <param name="Kept">For memory: personal fields of results as placeholders.</param>
/// <param name="Replaced">Sentences of a model that had no ground and were replaced.</param>
internal sealed record AnswerWords(string Text, string Kept, int Replaced);
