using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>A read to be repeated on the other side.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Operation">The other side.</param>
/// <param name="Answered">The side that answered.</param>
/// <param name="Arguments">In the intent's names.</param>
/// <param name="Result">What was answered, in the intent's names.</param>
/// <param name="Subject">For whom.</param>
/// <param name="RunId">The run.</param>
/// <param name="StepId">The step.</param>
internal sealed record ShadowRead(Intent Intent, IntentOperation Operation, IntentOperation Answered, JsonElement Arguments, JsonElement Result, Subject Subject, string RunId, string StepId);
