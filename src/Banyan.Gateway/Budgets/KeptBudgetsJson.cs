using System.Text.Json.Serialization;

namespace Banyan.Gateway.Budgets;

/// <summary>Generated JSON of what <see cref="KeptBudgetsPart"/> keeps; read back by the build that wrote it alone.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(StoredBudgets))]
internal sealed partial class KeptBudgetsJson : JsonSerializerContext;
