using System.Reflection;

namespace Shop.Kit;

/// <summary>Reads what was built into a service.</summary>
public static class Resource
{
    public static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
