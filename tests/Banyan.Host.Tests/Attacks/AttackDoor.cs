namespace Banyan.Host.Tests.Attacks;

/// <summary>One way in, with an ask that is fine but for what a test puts into it.</summary>
/// <param name="Name">C R A G O as in the wire contract, E for embeddings, T for counting tokens.</param>
/// <param name="Target">The dialect whose provider takes this operation; null when every one does.</param>
internal sealed record AttackDoor(string Name, char? Target, Func<string, string> Path, Func<string, string> Start)
{
    public static IReadOnlyList<AttackDoor> All { get; } =
    [
        new("C", null, _ => "/v1/chat/completions", model => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]"""),
        new("R", null, _ => "/v1/responses", model => $$"""{"model":"{{model}}","input":"Hello" """),
        new("A", null, _ => "/v1/messages", model => $$"""{"model":"{{model}}","max_tokens":100,"messages":[{"role":"user","content":"Hello"}]"""),
        new("G", null, model => $"/v1beta/models/{model}:generateContent", _ => """{"contents":[{"role":"user","parts":[{"text":"Hello"}]}]"""),
        new("O", null, _ => "/api/chat", model => $$"""{"model":"{{model}}","stream":false,"messages":[{"role":"user","content":"Hello"}]"""),
        new("E", 'C', _ => "/v1/embeddings", model => $$"""{"model":"{{model}}","input":"Hello" """),
        new("T", 'A', _ => "/v1/messages/count_tokens", model => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]"""),
    ];

    public static TheoryData<string> Names => new(All.Select(door => door.Name));

    public static AttackDoor Of(string name) => All.First(door => door.Name == name);

    /// <summary>The model of the door's own dialect: asks to it are relayed.</summary>
    public string OwnModel => Model(Target ?? Name[0]);

    /// <summary>The body with members put in at its end, as <c>"a":1</c>.</summary>
    public string Body(string model, string members = "") => Start(model) + (members.Length > 0 ? "," + members : "") + "}";

    /// <summary>The model of a dialect's provider.</summary>
    public string Model(char letter) => Name == "E" ? $"p{letter}/emb" : $"p{letter}/up";
}
