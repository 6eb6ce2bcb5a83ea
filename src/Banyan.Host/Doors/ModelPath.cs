namespace Banyan.Host.Doors;

/// <summary>Reads a model's name out of the path.</summary>
internal static class ModelPath
{
    /// <summary>The rest of the path that a route caught. Clients escape the slash of <c>provider/model</c>, and the server leaves that one escape alone.</summary>
    public static string Of(HttpContext http, string name) =>
        (http.Request.RouteValues[name] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
