using Shop.Kit;
using Shop.Users;

await ServiceHost.RunAsync(UsersApp.Build(ServiceOptions.Parse(args, "users", UsersApp.Port)));
