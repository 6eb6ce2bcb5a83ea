namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The section <c>tools</c>. It is checked here and read by the tools themselves.</summary>
internal static class ToolSchema
{
    public static Setting Tools { get; } = Shape.Map(
        "tools",
        "Tools Banyan runs itself",
        Shape.Duration("timeout", "5s", "Bound on one call of a built-in tool or an MCP server"),
        Shape.Whole("maxTurns", "8", "Most model calls of one ask").Between(1, 64),
        Shape.Whole("maxCalls", "32", "Most tool calls of one ask").Between(1, 1_000),
        Shape.Whole("maxParallel", "4", "Most tool calls at once").Between(1, 64),
        Shape.Duration("mcpListFor", "5m", "How long the list of an MCP server's tools is good"),
        Shape.Table("secrets", "Secrets that registered tools and MCP servers may name, each for one address", Secret),
        Shape.Map(
            "webSearch",
            "The service behind the built-in `web_search`; without an endpoint the tool is not there",
            Shape.Text("endpoint", "", "Its address; `{query}` stands for the words, else they are the parameter `q`"),
            Shape.Secret("keyRef", "Reference of its key"),
            Shape.Text("keyHeader", "Authorization", "The header its key goes in; `Authorization` carries it as a bearer token"),
            Shape.Text("resultPath", "results", "Where the list of results stands in its answer, as `web.results`")),
        Shape.Table("dataSources", "Databases the built-in `database_query` may read", Source),
        Shape.Table("notifications", "Places the built-in `send_notification` may post to", Channel));

    private static Setting Secret => Shape.Map(
        "",
        "A secret",
        Shape.Secret("keyRef", "Reference of it; one that begins with `whsec_` signs calls, any other goes along as a bearer token").Required(),
        Shape.Address("origin", "", "Scheme, host and port it may be sent to, and nowhere else").Required());

    private static Setting Source => Shape.Map(
        "",
        "A database",
        Shape.Word("kind", "sqlite", "What it is", "sqlite", "postgres"),
        Shape.Secret("connectionRef", "Reference of the connection string of a login that can only read, or of the file's path").Required(),
        Shape.Text("description", "", "What is in it, for the model"),
        Shape.Table("tables", "Tables and their columns that may be read", Shape.Texts("", "The columns")).Required());

    private static Setting Channel => Shape.Map(
        "",
        "A place",
        Shape.Text("url", "", "Where notifications are posted").Required().Hidden(),
        Shape.Secret("keyRef", "Reference of the key that signs them (`whsec_...`), or of a bearer token"),
        Shape.Text("description", "", "Who reads it, for the model"));
}
