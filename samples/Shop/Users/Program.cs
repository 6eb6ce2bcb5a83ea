using Shop.Kit;
using Shop.Users;

await ServiceHost.RunAsync(UsersApp.Build(ServiceOptions.Parse(args, "users", UsersApp.Port)));

/// <summary>The program, for this project alone.</summary>
internal static partial class Program;
