/* Inline Lucide icons, from the same source as the server's templates. */
import { ICONS } from "../generated/icons.js";

export const Icon = ({ name }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={{ __html: ICONS[name] }} />
);

export const icon = (name) => <Icon name={name} />;
