export { formatStatus, type StatusName, statusNumbers } from "../codes/status.ts";
