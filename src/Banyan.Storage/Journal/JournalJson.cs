using System.Text.Json.Serialization;

namespace Banyan.Storage.Journal;

/// <summary>JSON of the journal's columns.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class JournalJson : JsonSerializerContext;
